// The people behind a figure, one row for each thing that happened: rows are looked up in windows, so a list
// of a million costs what is looked at. Immutable once made; any thread.
#pragma once

#include "service/outcomes.h"
#include "service/views.h"

#include <memory>
#include <optional>

namespace audience::service {

class Session;

struct PeopleQuestion {
    CampaignId campaign;           // 0: all of them
    std::optional<Period> period;  // none: ever
    // A name of kOutcomeNames, a state of the ledger ("skipped", ...), several of them ("to_go", "not_sure", "kept_back", "left_out":
    // stopped before their turn), or "audience".
    std::string fact;
    std::string reason = {};       // with a state: why
    std::optional<Span> span = {}; // a step of a chart; instead of a period
    std::optional<CivilDate> day = {};
    int weekday = -1, hour = -1;   // 0 is Monday; in the workspace's zone
    std::string link = {};         // with clicks, as reports show it
    std::string domain = {};       // of the address, lower case
    bool sentInPeriod = false;     // only emails that were handed over in the period: a step of the funnel
};

struct PersonRow {
    std::string key, name, email, campaign;
    CampaignId campaignId;
    Instant at;
    std::string fact;   // as asked; the state, where several are
    std::string detail; // the link, the value of the purchase, the reason
};

class PeopleList {
public:
    static Result<std::shared_ptr<const PeopleList>> load(Session &session, const PeopleQuestion &question);

    std::int64_t total() const { return static_cast<std::int64_t>(m_rows.size()); }
    std::int64_t people() const { return m_people; } // different ones among them
    std::vector<Ordinal> persons() const; // the different ones, in the order of the data
    // Rows [first, first + count), newest first.
    Result<std::vector<PersonRow>> rows(std::int64_t first, int count) const;

private:
    struct Row {
        Occurrence what;
        std::string detail, fact;
    };
    explicit PeopleList(Session &session) : m_session(session) {}
    Result<void> loadOutcomes(const PeopleQuestion &question, Outcome what);
    Result<void> loadStates(const PeopleQuestion &question);
    Result<void> keepDomain(const std::string &domain);
    Result<void> finish(const PeopleQuestion &question);

    Session &m_session;
    std::string m_fact;
    std::vector<Row> m_rows;
    std::int64_t m_people = 0;
    std::map<std::int64_t, std::pair<CampaignId, std::string>> m_runs;
};

// Whether anything real was ever sent from this workspace; practice counts only while nothing was.
Result<bool> countsPractice(const Session &session);

} // namespace audience::service
