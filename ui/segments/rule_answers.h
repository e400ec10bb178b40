// Answers in the background what the rows of a rule ask while it is written: values, how numbers are spread, what stands
// in an attribute, the rule as text and back. Main thread.
#pragma once

#include "async/latest.h"
#include "service/people_choice.h"
#include "service/segment_service.h"

#include <QTimer>

#include <memory>

namespace audience::ui {

class PeopleRow;
class RuleView;

class RuleAnswers final : public QObject {
    Q_OBJECT
public:
    // `people`: whose people the rule asks; the answers that cost a look at every row are only given of those who are here.
    RuleAnswers(std::shared_ptr<service::Session> session, const PeopleRow *people, RuleView *rule);

private:
    void answerValues(RuleView *rule);
    void answerSpreads(RuleView *rule);
    void answerPeeks(RuleView *rule);
    void answerText(RuleView *rule);
    bool asksElsewhere() const;

    std::shared_ptr<service::Session> m_session;
    const PeopleRow *m_people;
    QTimer m_peekRest; // whoever walks through the fields asks for none of them
    Latest<service::FieldPeek> m_peek;
    Latest<std::vector<service::ValueHit>> m_hits;
};

} // namespace audience::ui
