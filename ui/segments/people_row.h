// Whose people the rule is about: those of the workspace or those who stay in one of its sources. Nothing to see where there is
// nothing to choose. Main thread.
#pragma once

#include "service/people_choice.h"

#include <QWidget>

#include <vector>

class QPushButton;

namespace audience::ui {

class PeopleRow final : public QWidget {
    Q_OBJECT
public:
    explicit PeopleRow(QWidget *parent = nullptr);
    void setChoices(std::vector<service::PeopleChoice> choices);
    void setPeople(const std::string &name); // as the rule names them; "": the workspace's own
    // Those the rule is about; null where nobody is meant yet, or who was named is gone.
    const service::PeopleChoice *people() const;
    const std::vector<service::PeopleChoice> &choices() const { return m_choices; }
    bool mayStayElsewhere() const; // there is anybody to choose who is not here

Q_SIGNALS:
    void chosen(const QString &name); // "": the workspace's own

private:
    void refresh();
    void pick();

    std::vector<service::PeopleChoice> m_choices;
    std::string m_name;
    QPushButton *m_button;
};

} // namespace audience::ui
