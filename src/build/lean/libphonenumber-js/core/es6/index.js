// Without all but one entry, without the ways to call it with other arguments, and without its errors: what is no number is undefined.
export { default as parsePhoneNumberFromString } from "../../es6-modern/parse.js";
