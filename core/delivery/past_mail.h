// Emails that another tool sent, beside the ledger: who got which and what became of it, for rules, people's histories and
// hours. Nothing here is sent, counted into a run or looked at by a limit. On the connection of the caller's write.
#pragma once

#include "base/clock.h"
#include "base/result.h"
#include "base/strong_id.h"
#include "store/connection.h"

#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

namespace audience::delivery {

struct PastMail {
    std::string kind; // as in messageFactNames()
    Instant at;
    Ordinal person = 0;
    std::string mailing, label, link; // label: the tool's own id of the email
    bool isHard = false, isMachine = false;
};

class PastMailWriter {
public:
    explicit PastMailWriter(std::string tool) : m_tool(std::move(tool)) {}
    // True: it was not there. The same event again is nothing new.
    Result<bool> add(const store::Connection &connection, const PastMail &mail);

private:
    Result<std::int64_t> mailingId(const store::Connection &connection, const std::string &name);
    std::string m_tool;
    std::unordered_map<std::string, std::int64_t> m_mailings;
};

// The newest emails of one person with the strongest that became of each.
struct PastMailView {
    std::string mailing, outcome; // "complained", "unsubscribed", "clicked", "opened", "bounced", "delivered", "sent"
    Instant at;
};
Result<std::vector<PastMailView>> pastMailOf(const store::Connection &connection, Ordinal person, int most);

} // namespace audience::delivery
