#include "blocks/compile.h"

#include "base/text.h"
#include "blocks/block_writer.h"
#include "email/plain_text.h"
#include "liquid/liquid.h"
#include "model/block_values.h"

namespace audience::blocks {
namespace {

bool isLanguage(std::string_view text) {
    for (const char c : text)
        if (!((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-'))
            return false;
    return !text.empty() && text.size() <= 35;
}

// The line that mailboxes show after the subject, and blanks that keep what follows it out of there.
std::string hiddenPreheader(const std::string &text) {
    if (text.empty())
        return {};
    std::string out = "<div style=\"display:none;font-size:1px;line-height:1px;max-height:0;max-width:0;opacity:0;overflow:hidden;mso-hide:all\">" + escapedText(text);
    for (std::size_t i = codePoints(text); i < 140; ++i)
        out += "&#8199;&#847;";
    return out + "</div>\n";
}

std::string head(BlockWriter &writer, const model::BlockDocument &document, const std::string &language) {
    const Json &page = document.page();
    std::string out = "<!DOCTYPE html>\n<html lang=\"" + language + "\" dir=\"" + (writer.rightToLeft() ? "rtl" : "ltr") +
                      "\" xmlns=\"http://www.w3.org/1999/xhtml\" xmlns:v=\"urn:schemas-microsoft-com:vml\" xmlns:o=\"urn:schemas-microsoft-com:office:office\">\n"
                      "<head>\n<meta charset=\"utf-8\">\n"
                      "<meta name=\"viewport\" content=\"width=device-width,initial-scale=1\">\n"
                      "<meta name=\"x-apple-disable-message-reformatting\">\n"
                      "<meta name=\"format-detection\" content=\"telephone=no,date=no,address=no,email=no,url=no\">\n"
                      "<meta name=\"color-scheme\" content=\"light dark\">\n"
                      "<meta name=\"supported-color-schemes\" content=\"light dark\">\n";
    if (jsonText(page, "purpose") == "service") // the linter then asks for no way out
        out += "<meta name=\"audience-purpose\" content=\"service\">\n";
    out += "<title>" + escapedText(jsonText(page, "title")) + "</title>\n";
    out += "<!--[if mso]><noscript><xml><o:OfficeDocumentSettings><o:AllowPNG/><o:PixelsPerInch>96</o:PixelsPerInch></o:OfficeDocumentSettings></xml></noscript>"
           "<style>table{border-collapse:collapse}td{mso-line-height-rule:exactly}</style><![endif]-->\n";
    out += "<style>\n" + writer.styles().css(static_cast<int>(jsonNumber(page, "breakpoint", 480))) + "</style>\n</head>\n";
    return out;
}

} // namespace

CompiledEmail compile(const model::BlockDocument &document, const model::BrandKit &kit, const CompileOptions &options) {
    BlockWriter writer(document, kit, options.marksParts);
    const Json &page = document.page();
    CompiledEmail email;
    std::string sections;
    const Json &list = document.sections();
    for (std::size_t i = 0; i < list.size(); ++i) {
        const std::string html = writer.section(list[i], model::under("/sections", i));
        email.sections.push_back({jsonText(list[i], "id"), html.size()});
        sections += html;
    }
    const Ink ground = writer.pageColour("background", "brand.background");
    const std::string said = jsonText(page, "language", options.language);
    const std::string language = isLanguage(said) ? said : "en";
    const std::string direction = writer.rightToLeft() ? "rtl" : "ltr";
    std::string body = "<body" + writer.classes({writer.darkGround(ground)}) + " bgcolor=\"" + ground.light + "\" style=\"margin:0;padding:0;word-spacing:normal;background-color:" + ground.light + "\">\n";
    if (options.hasPreheader)
        body += hiddenPreheader(jsonText(page, "preheader"));
    body += "<div role=\"article\" aria-roledescription=\"email\"" + attribute("aria-label", escapedAttribute(jsonText(page, "title"))) + " lang=\"" + language + "\" dir=\"" + direction +
            "\"" + writer.classes({writer.darkGround(ground)}) + " style=\"background-color:" + ground.light + "\">\n";
    body += sections + "</div>\n</body>\n</html>\n";
    email.html = head(writer, document, language) + body;
    email.bytes = email.html.size();
    email.findings = writer.takeFindings();
    const liquid::Parsed parsed = liquid::parse(email.html);
    if (!parsed.program)
        model::addFinding(email.findings, "blocks.bad_liquid", {}, {{"id", parsed.findings.empty() ? std::string() : parsed.findings.back().id}}, model::Finding::Severity::Warning);
    return email;
}

Result<std::string> plainTextOf(const CompiledEmail &email) { return email::plainText(email.html); }

std::string compileBlock(const model::BlockDocument &document, const model::BrandKit &kit, std::string_view block) {
    BlockWriter writer(document, kit);
    const Json *part = document.part(block);
    return part && part->contains("kind") ? writer.block(*part, {}, writer.pageWidth()) : std::string();
}

} // namespace audience::blocks
