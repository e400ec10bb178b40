// Compiles each MJML file: node mjml.mjs FILE... ; a line of JSON for each: {errors, html}
import { readFileSync } from "node:fs";
import mjml2html from "mjml";

for (const file of process.argv.slice(2)) {
  let result;
  try {
    const { html, errors } = await mjml2html(readFileSync(file, "utf8"), { validationLevel: "soft" });
    result = { errors: errors.map((one) => one.formattedMessage), html };
  } catch (error) {
    result = { errors: [String(error)], html: "" };
  }
  console.log(JSON.stringify(result));
}
