// Suggestions for better engagement, each with how many it is about and an act: those people as a segment. Gone where
// there is nothing to suggest. Main thread.
#pragma once

#include "async/latest.h"
#include "service/segment_advice.h"

#include <memory>

namespace audience::ui {

class Card;
class ListRows;

class AdviceCard final : public QObject {
    Q_OBJECT
public:
    AdviceCard(std::shared_ptr<service::Session> session, QWidget *parent);
    Card *card() { return m_card; }
    void showRule(const model::SegmentRule &rule);
    void clear();
    const model::SegmentRule &shownRule() const { return m_shownRule; } // whose people the figures are
    bool isSettled() const { return !m_isAsking; }

Q_SIGNALS:
    void wanted(const model::RuleNode &part, const QString &title); // as a segment
    void peopleWanted(const model::RuleNode &part, const QString &title);

private:
    void show(const std::vector<service::SegmentAdvice> &advice);
    std::shared_ptr<service::Session> m_session;
    std::vector<service::SegmentAdvice> m_advice;
    model::SegmentRule m_shownRule;
    bool m_isAsking = false;
    Card *m_card;
    ListRows *m_rows;
    Latest<std::vector<service::SegmentAdvice>> m_latest;
};

} // namespace audience::ui
