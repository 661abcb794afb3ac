// Without metadata of formats before 4, formats, and what each country calls an extension.
import isCallingCode from "./helpers/isCallingCode.js";

export default class Metadata {
  constructor(metadata) {
    this.metadata = metadata;
  }
  hasCallingCode(callingCode) {
    return this.getNumberingPlanMetadata(callingCode) !== undefined;
  }
  getCountryCodesForCallingCode(callingCode) {
    return this.metadata.country_calling_codes[callingCode];
  }
  getNumberingPlanMetadata(callingCode) {
    const { countries, nonGeographic } = this.metadata;
    const codes = this.getCountryCodesForCallingCode(callingCode);
    return codes ? countries[codes[0]] : nonGeographic[callingCode];
  }
  selectNumberingPlan(code) {
    this.plan = isCallingCode(code) ? this.getNumberingPlanMetadata(code) : this.metadata.countries[code];
  }
  callingCode() {
    return this.plan[0];
  }
  IDDPrefix() {
    return this.plan[1];
  }
  nationalNumberPattern() {
    return this.plan[2];
  }
  possibleLengths() {
    return this.plan[3];
  }
  nationalPrefixForParsing() {
    return this.plan[7] || this.plan[5];
  }
  nationalPrefixTransformRule() {
    return this.plan[8];
  }
  leadingDigits() {
    return this.plan[10];
  }
  types() {
    return this.plan[11] || [];
  }
  hasTypes() {
    return this.types().length > 0;
  }
}
