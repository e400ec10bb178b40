#include "model/email_template.h"

#include "base/json.h"

namespace audience::model {

static constexpr int kVersion = 1;

static std::string_view nameOf(MissingField missing) {
    switch (missing) {
    case MissingField::UseEmpty:
        return "empty";
    case MissingField::SkipPerson:
        return "skip";
    case MissingField::Stop:
        return "stop";
    }
    return "empty";
}

Json toJson(const EmailTemplate &value) {
    return Json{{"audience_template", kVersion},   {"name", value.name}, {"subject", value.subject},
                {"preheader", value.preheader},    {"html", value.html}, {"text", value.text},
                {"missing", nameOf(value.missing)}};
}

Result<EmailTemplate> emailTemplateFromJson(const Json &json) {
    if (!json.is_object())
        return Error(ErrorKind::Invalid, "template.not_an_object");
    if (const auto version = jsonInt(json, "audience_template", kVersion); version > kVersion)
        return Error(ErrorKind::Invalid, "template.newer_version")
            .with("version", std::to_string(version));
    EmailTemplate value;
    value.name = jsonText(json, "name");
    value.subject = jsonText(json, "subject");
    value.preheader = jsonText(json, "preheader");
    value.html = jsonText(json, "html");
    value.text = jsonText(json, "text");
    const std::string missing = jsonText(json, "missing", "empty");
    if (missing == "skip")
        value.missing = MissingField::SkipPerson;
    else if (missing == "stop")
        value.missing = MissingField::Stop;
    else if (missing != "empty")
        return Error(ErrorKind::Invalid, "template.unknown_missing").with("value", missing);
    return value;
}

} // namespace audience::model
