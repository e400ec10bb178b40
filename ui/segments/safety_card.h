// Who is never emailed, whatever a rule or a campaign says: segments and lists kept outside all rules, with how many
// people they are. Main thread.
#pragma once

#include "service/safety.h"
#include "ui/kit/page.h"
#include "ui/segments/rule_names.h"

#include <memory>
#include <optional>

class QPushButton;

namespace audience::ui {

class MemberOpener;
class SetCard;

class SafetyCard final : public QObject {
    Q_OBJECT
public:
    SafetyCard(std::shared_ptr<service::Session> session, MemberOpener *people, QWidget *parent);
    SetCard *card() { return m_card; }
    void setVocabulary(const service::RuleVocabulary &vocabulary);
    void reload();
    bool isSettled() const { return m_busy == 0; }

Q_SIGNALS:
    void changed();
    void saidWithUndo(const QString &message, const std::function<void()> &undo);

private:
    struct State {
        service::SafetySets sets;
        std::vector<std::int64_t> people; // segments, then lists; -1: it cannot be counted
        std::int64_t all = 0;
        std::optional<Error> problem;     // so that nobody can be emailed
    };
    void fill(const State &state);
    void add();
    void remove(const QString &id);
    void put(const QString &id, bool isIn, const QString &message);
    void openPeople(const QString &id);
    QString nameOf(const QString &id) const;

    std::shared_ptr<service::Session> m_session;
    MemberOpener *m_people;
    SetCard *m_card;
    QPushButton *m_add;
    service::RuleVocabulary m_vocabulary;
    RuleNames m_names;
    service::SafetySets m_sets;
    int m_busy = 0;
};

} // namespace audience::ui
