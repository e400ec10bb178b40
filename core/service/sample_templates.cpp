#include "service/sample_templates.h"

#include "base/json.h"
#include "service/person_words.h"
#include "service/ready_files.h"
#include "service/studio_parts.h"
#include "service/template_words.h"

#include <algorithm>
#include <map>

namespace audience::service {

static std::vector<ReadyTemplate> readReady() {
    std::vector<ReadyTemplate> all;
    for (const ReadyFile &file : readyFiles()) {
        const auto json = parseJson(file.text);
        const Json *written = json ? jsonMember(*json, "email") : nullptr;
        const auto email = written ? model::emailTemplateFromJson(*written) : Result<model::EmailTemplate>(Error(ErrorKind::Invalid, "template.unreadable"));
        const auto made = email ? compiledWith(*email, model::defaultBrandKit(), {}) : email;
        if (made) // a test reads each of them
            all.push_back({file.name, jsonText(*json, "category"), jsonText(*json, "use"), *made});
    }
    return all;
}

const std::vector<ReadyTemplate> &readyTemplates() {
    static const std::vector<ReadyTemplate> all = readReady();
    return all;
}

std::vector<model::EmailTemplate> sampleTemplates() {
    std::vector<model::EmailTemplate> emails;
    for (const ReadyTemplate &one : readyTemplates())
        emails.push_back(one.email);
    return emails;
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
