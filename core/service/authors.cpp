#include "service/authors.h"

#include "base/json.h"
#include "store/connection.h"

namespace audience::service {

Result<std::map<std::int64_t, std::string>> saversOf(const store::Connection &connection, std::string_view kind, std::int64_t id) {
    const std::string subject = std::string(kind) + ' ' + std::to_string(id), saved = std::string(kind) + ".saved";
    // Entries are text: what cannot be about it is passed over without being read as JSON.
    TRY_ASSIGN(store::Statement read, connection.prepare("SELECT entry FROM audit_entry WHERE instr(entry, ?) > 0 ORDER BY number"));
    read.bind(1, "\"subject\":\"" + subject + "\"");
    std::map<std::int64_t, std::string> savers;
    for (;;) {
        TRY_ASSIGN(const bool row, read.step());
        if (!row)
            return savers;
        TRY_ASSIGN(const Json entry, parseJson(read.text(0)));
        const Json *facts = jsonMember(entry, "facts");
        if (facts && jsonText(entry, "kind") == saved && jsonText(entry, "subject") == subject)
            savers[jsonInt(*facts, "revision")] = jsonText(entry, "actor");
    }
}

std::set<std::string> authorsOf(const std::vector<Wording> &wordings, const std::map<std::int64_t, std::string> &savers) {
    std::set<std::string> authors;
    bool wasApproved = false;
    for (const Wording &one : wordings) {
        if (wasApproved)
            authors.clear();
        if (const auto saver = savers.find(one.first); saver != savers.end() && !saver->second.empty())
            authors.insert(saver->second);
        wasApproved = one.isApproved;
    }
    return authors;
}

} // namespace audience::service
