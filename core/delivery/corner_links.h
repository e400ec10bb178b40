// The public addresses that one run's emails carry, for each person their own. Immutable; any thread.
#pragma once

#include "delivery/corner_token.h"
#include "delivery/ledger_types.h"

#include <string>

namespace audience::delivery {

class CornerLinks {
public:
    CornerLinks(std::string baseUrl, CornerSeal seal, std::string_view runUid)
        : m_baseUrl(std::move(baseUrl)), m_seal(std::move(seal)), m_run(runMark(runUid)) {}

    std::string unsubscribe(const DueMessage &message) const { return m_baseUrl + "/x/u/" + token(CornerKind::Unsubscribe, message); }
    // Behind a '#': no log on the way sees it.
    std::string preferences(const DueMessage &message) const { return m_baseUrl + "/p/preferences.html#" + token(CornerKind::Preferences, message); }

private:
    std::string token(CornerKind kind, const DueMessage &message) const {
        return m_seal.seal({kind, sha256(message.addressKey), message.ordinal, m_run, 0});
    }
    std::string m_baseUrl;
    CornerSeal m_seal;
    std::uint64_t m_run;
};

} // namespace audience::delivery
