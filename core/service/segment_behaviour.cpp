#include "service/segment_behaviour.h"

#include "base/decimal.h"
#include "qbase/time_zone.h"
#include "segment/fact_names.h"
#include "service/audience_question.h"
#include "service/people_facts.h"
#include "service/segment_service.h"
#include "service/session.h"

#include <algorithm>
#include <cmath>

namespace audience::service {

using model::RuleNode;

namespace {

constexpr std::size_t kHours = 24;

RuleNode message(const char *what) {
    return model::conditionNode(Json{{"type", "message"}, {"what", what}, {"window", {{"last", kEmailDays}, {"unit", "days"}}}});
}

class Sharing {
public:
    Sharing(Session &session, const People &people, const engine::Bitmap &members, const CancelToken &cancel)
        : m_session(session), m_people(people), m_members(members), m_cancel(cancel) {}

    // Who meets the part, of those in `of`.
    Result<SegmentBehaviour::Share> share(const char *id, RuleNode part, const engine::Bitmap &of, engine::Bitmap *met = nullptr) const {
        TRY_ASSIGN(Audience meeting, evaluateRule(m_session, m_people, {part, Json::object()}, m_cancel));
        engine::intersect(meeting.members, of);
        SegmentBehaviour::Share share{id, std::move(part), 0, 0, 0, 0};
        share.outsideOf = static_cast<std::int64_t>(of.count());
        share.outside = static_cast<std::int64_t>(meeting.members.count());
        engine::Bitmap inside = of;
        engine::intersect(inside, m_members);
        share.insideOf = static_cast<std::int64_t>(inside.count());
        engine::intersect(inside, meeting.members);
        share.inside = static_cast<std::int64_t>(inside.count());
        share.outsideOf -= share.insideOf;
        share.outside -= share.inside;
        if (met != nullptr)
            *met = std::move(meeting.members);
        return share;
    }

private:
    Session &m_session;
    const People &m_people;
    const engine::Bitmap &m_members;
    const CancelToken &m_cancel;
};

std::optional<double> meanOf(const std::vector<double> &values) {
    double sum = 0;
    for (const double value : values)
        sum += value;
    return values.empty() ? std::nullopt : std::optional(sum / static_cast<double>(values.size()));
}

std::optional<double> medianOf(std::vector<double> values) {
    if (values.empty())
        return std::nullopt;
    const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
    std::nth_element(values.begin(), middle, values.end());
    if (values.size() % 2 == 1)
        return *middle;
    return (*middle + *std::max_element(values.begin(), middle)) / 2;
}

std::vector<SegmentBehaviour::Figure> figuresOf(const PeopleFacts &facts, const engine::Bitmap &members) {
    using Kind = PeopleFact::Kind;
    std::vector<SegmentBehaviour::Figure> figures;
    const auto last = std::find_if(facts.facts.begin(), facts.facts.end(), [](const PeopleFact &one) { return one.kind == Kind::LastPurchase; });
    for (const auto &[kind, id] : {std::pair(Kind::Purchases, "purchases"), std::pair(Kind::Spent, "spent"), std::pair(Kind::PerPurchase, "per_purchase"),
                                   std::pair(Kind::LastPurchase, "days_since")}) {
        const auto fact = std::find_if(facts.facts.begin(), facts.facts.end(), [kind = kind](const PeopleFact &one) { return one.kind == kind; });
        if (fact == facts.facts.end())
            continue;
        const double unit = fact->field.type == engine::ColumnType::Decimal ? static_cast<double>(powerOfTen(fact->field.scale)) : 1;
        std::vector<double> inside, outside;
        for (std::size_t i = 0; i < facts.rows.size(); ++i)
            if (!std::isnan(last->values.numbers[i]) && !std::isnan(fact->values.numbers[i]))
                (members.contains(facts.rows[i]) ? inside : outside).push_back(fact->values.numbers[i] / unit);
        if (kind == Kind::LastPurchase)
            figures.push_back({id, medianOf(std::move(inside)), medianOf(std::move(outside))});
        else
            figures.push_back({id, meanOf(inside), meanOf(outside)});
    }
    return figures;
}

} // namespace

// When they open: a guess of the mail programs' own openings is left out, and so are practice runs.
Result<SegmentBehaviour::Hours> openingHours(Session &session, const engine::Bitmap &members, const CancelToken &cancel) {
    SegmentBehaviour::Hours told;
    TRY_ASSIGN(const RuleVocabulary words, SegmentService(session).vocabulary());
    if (std::find(words.emailFacts.begin(), words.emailFacts.end(), "opened") == words.emailFacts.end())
        return told;
    TRY_ASSIGN(const auto facts, session.ledgerFacts().current());
    TRY_ASSIGN(const auto spine, facts->spine(segment::kMessages, "opened"));
    TRY_ASSIGN(const auto machine, facts->eventColumn(segment::kMessages, "opened", segment::kMachineField));
    TRY_ASSIGN(const auto practice, facts->eventColumn(segment::kMessages, "opened", segment::kPracticeField));
    const std::int64_t now = countingNow(session).micros;
    const auto offsets = offsetsBetween({now - kEmailDays * kMicrosPerDay}, {now}, workspaceZone(session));
    told.inside.assign(kHours, 0);
    told.outside.assign(kHours, 0);
    std::size_t zone = 0;
    for (std::size_t row = spine->firstAt(now - kEmailDays * kMicrosPerDay); row < spine->size() && spine->timeAt(row) <= now; ++row) {
        if (row % 65'536 == 0)
            TRY(cancel.check());
        if (machine->intAt(row) != 0 || practice->intAt(row) != 0)
            continue;
        while (zone + 1 < offsets.size() && offsets[zone + 1].from <= spine->timeAt(row))
            ++zone;
        const std::int64_t local = spine->timeAt(row) + (offsets.empty() ? 0 : offsets[zone].micros);
        const std::int64_t ofDay = (local % kMicrosPerDay + kMicrosPerDay) % kMicrosPerDay;
        const auto hour = static_cast<std::size_t>(ofDay / (3'600 * kMicrosPerSecond));
        ++(members.contains(spine->profiles[row]) ? told.inside : told.outside)[hour];
    }
    return told;
}

Result<SegmentBehaviour> behaviourOf(Session &session, const model::SegmentRule &rule, const CancelToken &cancel) {
    TRY_ASSIGN(const People people, People::load(session));
    TRY_ASSIGN(const Audience audience, evaluateRule(session, people, rule, cancel));
    TRY_ASSIGN(const auto fields, breakdownFields(session, cancel));
    const auto has = [&](const char *field) { return std::any_of(fields.begin(), fields.end(), [&](const BreakdownField &one) { return one.name == field; }); };
    SegmentBehaviour told;
    const Sharing sharing(session, people, audience.members, cancel);
    const engine::Bitmap &everybody = people.snapshot().members();
    if (has("purchase:last")) {
        TRY_ASSIGN(const PeopleFacts facts, purchaseFactsOf(session, people, cancel));
        TRY_ASSIGN(auto bought, sharing.share("bought", model::conditionNode(Json{{"type", "event"}, {"name", facts.definition.purchaseEvent}}), everybody));
        told.shares.push_back(std::move(bought));
        told.figures = figuresOf(facts, audience.members);
    }
    if (has("email:opened") || has("email:clicked")) {
        engine::Bitmap emailed(everybody.size());
        TRY_ASSIGN(auto sent, sharing.share("emailed", message("sent"), everybody, &emailed));
        told.shares.push_back(std::move(sent));
        for (const char *fact : {"opened", "clicked"})
            if (has((std::string("email:") + fact).c_str()) && emailed.count() > 0) {
                TRY_ASSIGN(auto share, sharing.share(fact, message(fact), emailed));
                told.shares.push_back(std::move(share));
            }
    }
    for (const BreakdownField &field : fields)
        if (!people.hasField(field.name) && (field.name.rfind("purchase:", 0) == 0 || field.name.rfind("email:", 0) == 0)) {
            TRY_ASSIGN(auto chart, breakDown(session, rule, field.name, cancel));
            told.charts.push_back(std::move(chart));
        }
    TRY_ASSIGN(told.hours, openingHours(session, audience.members, cancel));
    return told;
}

} // namespace audience::service
