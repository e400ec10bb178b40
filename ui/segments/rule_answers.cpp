#include "ui/segments/rule_answers.h"

#include "qbase/convert.h"
#include "service/session.h"
#include "ui/kit/background.h"
#include "ui/kit/picker.h"
#include "ui/segments/people_row.h"
#include "ui/segments/rule_view.h"
#include "ui/kit/widgets.h"

#include <utility>

namespace audience::ui {

using service::SegmentService;

RuleAnswers::RuleAnswers(std::shared_ptr<service::Session> session, const PeopleRow *people, RuleView *rule)
    : QObject(rule), m_session(std::move(session)), m_people(people), m_peek(this), m_hits(this) {
    constexpr int kPeekMs = 100;
    m_peekRest.setSingleShot(true);
    m_peekRest.setInterval(kPeekMs);
    answerValues(rule);
    answerSpreads(rule);
    answerPeeks(rule);
    answerText(rule);
}

bool RuleAnswers::asksElsewhere() const {
    const service::PeopleChoice *people = m_people->people();
    return people && !people->connection.empty();
}

void RuleAnswers::answerValues(RuleView *rule) {
    rule->setValues([this](const QString &field, std::function<void(QList<PickerItem>)> found) {
        const std::string of = asksElsewhere() ? m_people->people()->name : std::string();
        inBackground(this, [session = m_session, field, of] { return service::topValuesOf(*session, of, toUtf8(field)); },
                     [found = std::move(found)](Result<std::vector<service::Bucket>> values) {
                         QList<PickerItem> items;
                         if (values)
                             for (const auto &value : *values)
                                 items.append({toQString(value.label), toQString(value.label), formatNumber(value.count), {}});
                         found(items);
                     });
    });
}

// A curve under a handle would be asked for again and again.
void RuleAnswers::answerSpreads(RuleView *rule) {
    rule->setSpread([this](const QString &field, std::function<void(service::Spread)> found) {
        if (asksElsewhere())
            return;
        inBackground(this, [session = m_session, field] { return SegmentService(*session).spread(toUtf8(field)); },
                     [found = std::move(found)](Result<service::Spread> spread) {
                         if (spread)
                             found(*spread);
                     });
    });
    rule->setSpreadOf([this](const Json &formula, std::function<void(service::Spread)> found) {
        if (asksElsewhere())
            return;
        inBackground(this, [session = m_session, formula] { return SegmentService(*session).spreadOfFormula(formula); },
                     [found = std::move(found)](Result<service::Spread> spread) {
                         if (spread)
                             found(*spread);
                     });
    });
}

void RuleAnswers::answerPeeks(RuleView *rule) {
    rule->setPeek(
        [this](const QString &field, std::function<void(service::FieldPeek)> found) {
            m_peek.drop();
            m_peekRest.disconnect();
            if (asksElsewhere())
                return;
            connect(&m_peekRest, &QTimer::timeout, this, [this, field, found = std::move(found)] {
                m_peek.request([session = m_session, field](const CancelToken &cancel) { return SegmentService(*session).peek(toUtf8(field), cancel); },
                               [found](Result<service::FieldPeek> peek) {
                                   if (peek)
                                       found(std::move(*peek));
                               });
            });
            m_peekRest.start();
        },
        [this](const QString &words, std::function<void(std::vector<service::ValueHit>)> found) {
            constexpr std::size_t kMostHits = 20;
            if (asksElsewhere())
                return found({});
            m_hits.request([session = m_session, words](
                               const CancelToken &cancel) { return SegmentService(*session).findValues(toUtf8(words), kMostHits, cancel); },
                           [found = std::move(found)](Result<std::vector<service::ValueHit>> hits) {
                               if (hits)
                                   found(std::move(*hits));
                           });
        });
}

void RuleAnswers::answerText(RuleView *rule) {
    rule->setAsText(
        [this](const model::RuleNode &node, std::function<void(const QString &)> found) {
            model::SegmentRule part;
            part.root = node;
            inBackground(this, [session = m_session, part] { return SegmentService(*session).toText(part); },
                         [found = std::move(found)](const std::string &text) { found(toQString(text)); });
        },
        [this](const QString &text, std::function<void(Result<model::RuleNode>)> found) {
            inBackground(this, [session = m_session, text = toUtf8(text)] { return SegmentService(*session).fromText(text); },
                         [found = std::move(found)](Result<model::SegmentRule> parsed) {
                             if (!parsed)
                                 return found(parsed.error());
                             const bool isOne = parsed->root.kind == model::RuleNode::Kind::All && parsed->root.children.size() == 1;
                             found(isOne ? parsed->root.children.front() : parsed->root);
                         });
        });
}

} // namespace audience::ui
