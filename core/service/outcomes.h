// Everything that came of emails: what happened to each and when, and what people bought after it, loaded
// once and counted from one list, so that a figure and the people behind it cannot differ. Immutable.
#pragma once

#include "delivery/facts.h"
#include "insight/attribution.h"
#include "model/workspace_definition.h"
#include "service/period.h"

#include <array>
#include <optional>
#include <string_view>

namespace audience::service {

class Session;

// What can happen, in the order of the names in kOutcomeNames.
enum class Outcome {
    HandedOver,
    Delivered,
    Opened,
    OpenedByMachine,
    Clicked,
    Bounced,
    Complained,
    Unsubscribed,
    Click,    // every one of them, not only an email's first
    Bought,   // the first purchase an email gets the credit for
    Purchase, // every one of them
    Conversion
};
inline constexpr std::array<std::string_view, 12> kOutcomeNames{
    "handed_over", "delivered", "opened", "opened_by_machine", "clicked", "bounced",
    "complained", "unsubscribed", "click", "bought", "purchase", "conversion"};
std::optional<Outcome> outcomeFromText(std::string_view name);

struct Occurrence {
    std::int64_t message = 0, run = 0;
    Ordinal person = 0;
    Instant at;
    std::optional<Decimal> value; // of a purchase
    std::uint32_t link = 0;       // of a click: 1 + index in links()
};

class Outcomes {
public:
    // run 0: all runs of the kind. What happened before `span` or after it is not in it; a purchase in it may
    // follow a click before it.
    struct Question {
        std::int64_t run = 0;
        bool practice = true;
        Span span;
    };
    static Result<Outcomes> load(Session &session, const model::WorkspaceDefinition &definition, const Question &question);

    const std::vector<Occurrence> &of(Outcome what) const { return m_lists[static_cast<std::size_t>(what)]; }
    const std::vector<std::string> &links() const { return m_links; }

private:
    Result<void> credit(Session &session, const model::WorkspaceDefinition &definition, const Question &question);
    std::vector<Occurrence> &list(Outcome what) { return m_lists[static_cast<std::size_t>(what)]; }
    std::array<std::vector<Occurrence>, kOutcomeNames.size()> m_lists; // each in the order of time
    std::vector<std::string> m_links;
};

// Every purchase in a span, in the order of time, whatever led to it.
Result<std::vector<insight::Purchase>> purchasesIn(Session &session, const model::WorkspaceDefinition &definition, Span span);

// Links made for one person each, such as the way out, as one: "…" for their token.
std::string withoutTokens(const std::string &link);

} // namespace audience::service
