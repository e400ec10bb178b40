#include "service/outcomes.h"

#include "service/people.h"
#include "service/session.h"

#include <algorithm>
#include <cctype>
#include <map>
#include <unordered_set>

namespace audience::service {

using delivery::TouchKind;

namespace {

// Events of one name between two moments, of every dataset that has them, with the value of a field.
Result<std::vector<insight::Purchase>> eventsOf(Session &session, const std::string &name, const std::string &field, Span span) {
    std::vector<insight::Purchase> found;
    if (name.empty())
        return found;
    const auto snapshot = session.snapshot();
    if (!snapshot)
        return found; // no people yet: nobody can have bought
    for (const engine::EventSource &source : (*snapshot)->schema().events) {
        if (std::find(source.names.begin(), source.names.end(), name) == source.names.end())
            continue;
        TRY_ASSIGN(const auto spine, (*snapshot)->spine(source.dataset, name));
        std::shared_ptr<const engine::DenseColumn> values;
        if (std::any_of(source.fields.begin(), source.fields.end(), [&](const engine::Field &one) { return one.name == field; })) {
            TRY_ASSIGN(values, (*snapshot)->eventColumn(source.dataset, name, field));
        }
        const std::size_t end = spine->firstAt(span.until.micros);
        for (std::size_t row = spine->firstAt(span.from.micros); row < end; ++row) {
            insight::Purchase event{spine->profiles[row], Instant{spine->timeAt(row)}, {}};
            if (values)
                event.value = decimalFromText(engine::toText(cellOf(*values, row)));
            found.push_back(event);
        }
    }
    std::stable_sort(found.begin(), found.end(), [](const auto &a, const auto &b) { return a.at < b.at; });
    return found;
}

} // namespace

Result<std::vector<insight::Purchase>> purchasesIn(Session &session, const model::WorkspaceDefinition &definition, Span span) {
    return eventsOf(session, definition.purchaseEvent, definition.valueField, span);
}

std::string withoutTokens(const std::string &link) {
    std::string out;
    for (std::size_t i = 0; i < link.size();) {
        std::size_t end = i;
        while (end < link.size() && std::isxdigit(static_cast<unsigned char>(link[end])))
            ++end;
        if (end - i >= 24) {
            out += "…";
            i = end;
        } else {
            out += link[i++];
        }
    }
    return out;
}

std::optional<Outcome> outcomeFromText(std::string_view name) {
    const auto found = std::find(kOutcomeNames.begin(), kOutcomeNames.end(), name);
    if (found == kOutcomeNames.end())
        return std::nullopt;
    return static_cast<Outcome>(found - kOutcomeNames.begin());
}

Result<Outcomes> Outcomes::load(Session &session, const model::WorkspaceDefinition &definition, const Question &question) {
    Outcomes all;
    TRY_ASSIGN(const auto reader, session.workspace().reader());
    const delivery::FactQuestion asked{question.run, question.practice, question.span.from, question.span.until};
    TRY_ASSIGN(const auto facts, delivery::facts(*reader, asked));
    for (const delivery::Fact &fact : facts)
        all.m_lists[static_cast<std::size_t>(fact.kind)].push_back({fact.message, fact.run, fact.person, fact.at, {}, 0});
    TRY_ASSIGN(const auto clicks, delivery::touches(*reader, TouchKind::Click, asked));
    std::map<std::string, std::uint32_t> known;
    for (const delivery::Click &click : clicks) {
        const auto [at, isNew] = known.emplace(withoutTokens(click.link), static_cast<std::uint32_t>(all.m_links.size() + 1));
        if (isNew)
            all.m_links.push_back(at->first);
        all.list(Outcome::Click).push_back({click.message, click.run, click.person, click.at, {}, at->second});
    }
    TRY(all.credit(session, definition, question));
    return all;
}

// Every email of the kind competes for the credit, also where only one run is asked about.
Result<void> Outcomes::credit(Session &session, const model::WorkspaceDefinition &definition, const Question &question) {
    if (!definition.hasPurchase())
        return {};
    const std::chrono::microseconds window(definition.windowMicros());
    const Span span{question.span.from, question.span.until};
    TRY_ASSIGN(const auto reader, session.workspace().reader());
    TRY_ASSIGN(const auto clicks, delivery::touches(*reader, definition.attribution == model::Attribution::LastOpen ? TouchKind::Open : TouchKind::Click,
                                                    {0, question.practice, span.from - window, span.until}));
    std::vector<insight::Touch> touches;
    touches.reserve(clicks.size());
    for (const delivery::Click &click : clicks)
        touches.push_back({click.person, click.message, click.run, click.at});
    const auto put = [&](const std::vector<insight::Purchase> &events, Outcome what) {
        for (const insight::Credit &credit : insight::attribute(touches, events, window)) {
            const insight::Touch &touch = touches[credit.touch];
            if (question.run == 0 || touch.run == question.run)
                list(what).push_back({touch.message, touch.run, touch.person, events[credit.purchase].at, events[credit.purchase].value, 0});
        }
    };
    TRY_ASSIGN(const auto purchases, purchasesIn(session, definition, span));
    put(purchases, Outcome::Purchase);
    std::unordered_set<std::int64_t> emails;
    for (const Occurrence &purchase : of(Outcome::Purchase))
        if (emails.insert(purchase.message).second)
            list(Outcome::Bought).push_back(purchase);
    if (definition.conversion() == definition.purchaseEvent) {
        list(Outcome::Conversion) = of(Outcome::Purchase);
    } else {
        TRY_ASSIGN(const auto conversions, eventsOf(session, definition.conversion(), {}, span));
        put(conversions, Outcome::Conversion);
    }
    return {};
}

} // namespace audience::service
