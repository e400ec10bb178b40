// What people said in the other tool, and who is never to be written to: in one transaction with the step.
#include "base/fault_point.h"
#include "email/address.h"
#include "service/move_in_steps.h"
#include "service/people.h"
#include "service/session.h"
#include "workspace/consent_repository.h"
#include "workspace/suppression_repository.h"

#include <algorithm>
#include <unordered_set>

namespace audience::service {

using movein::Standing;
using movein::Statement;
using workspace::ConsentRepository;
using workspace::ConsentState;
using workspace::SuppressionReason;
using workspace::SuppressionRepository;
using workspace::TopicKind;

namespace {

constexpr const char *kWording = "moved in from another tool";

SuppressionReason reasonOf(Standing standing) {
    switch (standing) {
    case Standing::Complained:
        return SuppressionReason::Complaint;
    case Standing::Bounced:
        return SuppressionReason::Bounce;
    case Standing::Left:
        return SuppressionReason::Unsubscribe;
    default:
        return SuppressionReason::Import;
    }
}

// What every person in the workspace of whom the export knows is to have on record.
struct Wanted {
    std::vector<ConsentRepository::Stated> granted, withdrawn;
    std::map<std::uint32_t, std::vector<Ordinal>> grantedSometime; // by source: no time is stated
    std::unordered_map<Ordinal, std::string> addresses;            // of those who left
    std::unordered_map<std::string, Statement> blocked;            // by address
    Ordinal most = 0;
};

class Standings {
public:
    Standings(Session &session, const movein::ExportSurvey &survey, bool impliedIsYes, Instant now) : m_session(session), m_survey(survey), m_impliedIsYes(impliedIsYes), m_now(now) {
        for (const std::string &source : survey.sources)
            m_sources.push_back(std::string(movein::nameOf(survey.tool)) + (source.empty() ? "" : ": " + source));
    }

    Result<void> gather() {
        for (const auto &[address, statement] : m_survey.byAddress)
            if (statement.standing >= Standing::Left)
                m_wanted.blocked.emplace(address, statement);
        const auto people = People::load(m_session);
        if (!people)
            return people.error().id == "data.no_people" ? Result<void>() : Result<void>(people.error());
        const store::DatasetInfo &info = people->dataset();
        TRY_ASSIGN(const auto keys, people->column(info.keyField));
        std::shared_ptr<const engine::DenseColumn> addresses;
        if (!info.emailField.empty()) {
            TRY_ASSIGN(addresses, people->column(info.emailField));
        }
        people->snapshot().members().forEach([&](Ordinal person) {
            const std::string address = addresses ? email::addressKey(engine::toText(cellOf(*addresses, person))) : std::string();
            const auto said = m_survey.byAddress.find(address);
            Statement statement = said == m_survey.byAddress.end() || address.empty() ? Statement{} : said->second;
            if (!m_survey.byKey.empty())
                if (const auto past = m_survey.byKey.find(engine::toText(cellOf(*keys, person))); past != m_survey.byKey.end()) {
                    const bool isNewerYes = statement.standing == Standing::Agreed && statement.hasTime && past->second.standing == Standing::Left && statement.at > past->second.at;
                    if (!isNewerYes && past->second.standing > statement.standing) {
                        statement = past->second;
                        if (!address.empty())
                            m_wanted.blocked[address] = statement;
                    }
                }
            note(person, address, statement);
            return true;
        });
        return {};
    }

    Result<void> write(const store::Connection &connection, MoveInReport &report) {
        ConsentRepository consents(m_session.workspace());
        TRY_ASSIGN(auto topics, consents.topics());
        const bool saysAnything = !m_wanted.granted.empty() || !m_wanted.grantedSometime.empty() || !m_wanted.withdrawn.empty();
        auto optIn = std::find_if(topics.begin(), topics.end(), [](const auto &topic) { return topic.kind == TopicKind::OptIn; });
        if (saysAnything && optIn == topics.end()) {
            TRY_ASSIGN(const auto marketing, consents.saveTopic({{}, "marketing", "Marketing", TopicKind::OptIn}));
            topics.push_back(marketing);
            optIn = std::prev(topics.end());
        }
        std::unordered_set<Ordinal> agreedSince;
        for (const workspace::Topic &topic : topics) {
            if (topic.kind == TopicKind::Required)
                continue;
            TRY_ASSIGN(const auto left, consents.setEach(connection, topic.id, m_wanted.withdrawn, m_sources, kWording));
            agreedSince.insert(left.agreedSince.begin(), left.agreedSince.end());
        }
        std::uint64_t leftBefore = 0;
        if (optIn != topics.end()) {
            TRY(grant(connection, consents, optIn->id, leftBefore));
        }
        for (const Ordinal person : agreedSince) // by themselves, after they had left there
            if (const auto address = m_wanted.addresses.find(person); address != m_wanted.addresses.end())
                if (const auto found = m_wanted.blocked.find(address->second); found != m_wanted.blocked.end() && found->second.standing == Standing::Left)
                    m_wanted.blocked.erase(found);
        std::int64_t added = 0;
        for (const auto &[address, statement] : m_wanted.blocked) {
            TRY_ASSIGN(const bool isNew, SuppressionRepository::add(connection, {sha256(address), reasonOf(statement.standing), statement.hasTime ? statement.at : m_now, m_sources[statement.source]}));
            added += isNew ? 1 : 0;
        }
        if (added > 0)
            TRY(m_session.workspace().audit().append(connection, {"suppression.moved_in", "suppression", Json{{"tool", std::string(movein::toText(m_survey.tool))}, {"added", added}}, {}, {}}));
        std::size_t granted = m_wanted.granted.size();
        for (const auto &[source, people] : m_wanted.grantedSometime)
            granted += people.size();
        report.agreed = static_cast<std::int64_t>(granted - std::min<std::size_t>(granted, leftBefore));
        report.withdrawn = static_cast<std::int64_t>(m_wanted.withdrawn.size() - agreedSince.size());
        report.blocked = static_cast<std::int64_t>(m_wanted.blocked.size());
        if (leftBefore > 0)
            report.found.findings.push_back({"movein.left_here", {{"count", std::to_string(leftBefore)}}, static_cast<std::int64_t>(leftBefore), {}, 0});
        return {};
    }

private:
    void note(Ordinal person, const std::string &address, const Statement &statement) {
        const bool hasAgreed = statement.standing == Standing::Agreed || (statement.standing == Standing::Implied && m_impliedIsYes);
        m_wanted.most = std::max(m_wanted.most, person + 1);
        if (hasAgreed && statement.hasTime && statement.standing == Standing::Agreed)
            m_wanted.granted.push_back({person, ConsentState::Granted, statement.at, statement.source});
        else if (hasAgreed)
            m_wanted.grantedSometime[statement.source].push_back(person);
        if (statement.standing != Standing::Left && statement.standing != Standing::Complained)
            return;
        m_wanted.withdrawn.push_back({person, ConsentState::Withdrawn, statement.hasTime ? statement.at : m_now, statement.source});
        if (!address.empty())
            m_wanted.addresses.emplace(person, address);
    }

    Result<void> grant(const store::Connection &connection, ConsentRepository &consents, workspace::TopicId topic, std::uint64_t &leftBefore) {
        TRY_ASSIGN(const auto stated, consents.setEach(connection, topic, m_wanted.granted, m_sources, kWording));
        leftBefore = stated.leftBefore;
        for (const auto &[source, people] : m_wanted.grantedSometime) {
            engine::Bitmap who(m_wanted.most);
            bool isAny = false;
            for (const Ordinal person : people) {
                TRY_ASSIGN(const auto now, consents.consentOf(topic, person));
                leftBefore += now.state == ConsentState::Withdrawn ? 1 : 0;
                if (now.state != ConsentState::Unknown)
                    continue; // once is enough, and who left has left
                who.add(person);
                isAny = true;
            }
            if (isAny)
                TRY(consents.setMany(topic, who, {ConsentState::Granted, m_now, m_sources[source] + ", time not stated", kWording}));
        }
        return {};
    }

    Session &m_session;
    const movein::ExportSurvey &m_survey;
    const bool m_impliedIsYes;
    const Instant m_now; // when the move began
    std::vector<std::string> m_sources;
    Wanted m_wanted;
};

} // namespace

Result<void> MoveInSteps::bringStandings() {
    Standings standings(m_session, m_survey, m_options.impliedIsYes, m_run.startedAt);
    TRY(standings.gather());
    TRY(m_cancel.check());
    TRY(m_session.workspace().write([&](const store::Connection &connection) -> Result<void> {
        MoveInReport report = m_report;
        TRY(standings.write(connection, report));
        m_report = std::move(report);
        TRY(done(kStandingsAreIn, connection));
        faultPoint("movein.standings_before_commit");
        return {};
    }));
    faultPoint("movein.standings_committed");
    return {};
}

} // namespace audience::service
