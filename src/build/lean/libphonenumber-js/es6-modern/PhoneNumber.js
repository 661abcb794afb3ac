// Without what writes a number, tells its kind, or makes one by hand.
import isPossibleNumber from "./isPossible.js";
import isValidNumber from "./isValid.js";

export default class PhoneNumber {
  constructor(country, countryCallingCode, nationalNumber, metadata) {
    this.country = country;
    this.countryCallingCode = countryCallingCode;
    this.nationalNumber = nationalNumber;
    this.number = `+${countryCallingCode}${nationalNumber}`;
    this.getMetadata = () => metadata;
  }
  isPossible() {
    return isPossibleNumber(this, {}, this.getMetadata());
  }
  isValid() {
    return isValidNumber(this, { v2: true }, this.getMetadata());
  }
}
