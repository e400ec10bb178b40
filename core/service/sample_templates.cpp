#include "service/sample_templates.h"

#include "service/person_words.h"
#include "service/template_words.h"

#include <algorithm>
#include <map>

namespace audience::service {

// Made at build time from resources/samples/templates.
extern const char *const kSampleWinback;
extern const char *const kSampleNewsletter;
extern const char *const kSampleThankYou;
extern const char *const kSamplePlain;
extern const char *const kSampleProductPicks;
extern const char *const kSampleEventInvite;

std::vector<model::EmailTemplate> sampleTemplates() {
    using model::MissingField;
    return {{"Win-back", "{% if first_name %}{{ first_name }}, we{% else %}We{% endif %} kept these for you",
             "New season, your size, still here.", kSampleWinback, "", MissingField::UseEmpty},
            {"Newsletter", "Letter from the workshop", "A dry tent in ten minutes, and three quiet routes.", kSampleNewsletter, "",
             MissingField::UseEmpty},
            {"Thank you", "A small thank you, {{ first_name | default: 'friend' }}", "10 % off, this month.", kSampleThankYou, "",
             MissingField::UseEmpty},
            {"Product picks", "{{ first_name | default: 'Hello' }}, three things picked for you", "Prices hold until Sunday.", kSampleProductPicks, "",
             MissingField::UseEmpty},
            {"Invitation", "An evening with maps and soup", "Thursday at seven, 40 places.", kSampleEventInvite, "", MissingField::UseEmpty},
            {"Plain letter", "A short note{% if first_name %}, {{ first_name }}{% endif %}", "One thought, one link.", kSamplePlain, "",
             MissingField::UseEmpty}};
}

namespace {

using Names = std::map<std::string, std::string, std::less<>>; // as written -> as it is to be read

bool isWordSign(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
}

// "Vorname" as it is, "First name" in brackets; "" where it cannot be written.
std::string pathTo(const std::string &column) {
    const bool isWord = !column.empty() && std::all_of(column.begin(), column.end(), isWordSign) && (column[0] < '0' || column[0] > '9');
    if (isWord)
        return column;
    return !column.empty() && column.find('"') == std::string::npos ? "person[\"" + column + "\"]" : std::string();
}

Names namesFor(const std::vector<engine::Field> &people) {
    Names names;
    for (const auto &[name, field] : {std::pair{"first_name", PersonField::FirstName}, std::pair{"last_name", PersonField::LastName}, std::pair{"city", PersonField::City},
                                      std::pair{"country", PersonField::Country}}) {
        const bool isThere = std::any_of(people.begin(), people.end(), [&, name = name](const engine::Field &one) { return one.name == name; });
        const std::string path = isThere ? std::string() : pathTo(personColumn(people, field));
        if (!path.empty())
            names.emplace(name, path);
    }
    return names;
}

// Between {{ and }} and between {% and %}, never in a text in quotes and never behind a dot.
std::string renamed(const std::string &source, const Names &names) {
    std::string out;
    char quote = 0;
    bool isInside = false;
    for (std::size_t at = 0; at < source.size();) {
        const char c = source[at], next = at + 1 < source.size() ? source[at + 1] : '\0';
        if (!isInside)
            isInside = c == '{' && (next == '{' || next == '%');
        else if (quote != 0)
            quote = c == quote ? '\0' : quote;
        else if (c == '"' || c == '\'')
            quote = c;
        else if ((c == '}' || c == '%') && next == '}')
            isInside = false;
        else if (isWordSign(c)) {
            std::size_t end = at;
            while (end < source.size() && isWordSign(source[end]))
                ++end;
            const std::string word = source.substr(at, end - at);
            const auto name = at > 0 && source[at - 1] == '.' ? names.end() : names.find(word);
            out += name == names.end() ? word : name->second;
            at = end;
            continue;
        }
        out += c;
        ++at;
    }
    return out;
}

} // namespace

model::EmailTemplate fitToPeople(model::EmailTemplate email, const std::vector<engine::Field> &people) {
    const Names names = namesFor(people);
    if (!names.empty())
        email = withWords(std::move(email), [&](const std::string &source) { return renamed(source, names); });
    return email;
}

} // namespace audience::service
