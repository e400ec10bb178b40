// A tab of the segments page that answers one question about the rule as it stands: who they are, how they overlap
// with others, how many they were. It is asked only while it is looked at, answers from the background, and drops
// answers to older rules. Main thread.
#pragma once

#include "ui/people/member_opener.h"

#include <QWidget>

namespace audience::ui {

class StudyPanel : public QWidget {
    Q_OBJECT
public:
    using QWidget::QWidget;
    // The rule that was counted last, and its segment's name; empty for one that was never saved. The same rule again
    // is asked again only after data changed.
    virtual void showRule(const model::SegmentRule &rule, const QString &name) = 0;
    // Of another document, or of a rule that cannot be counted: nothing of the one before stays.
    virtual void showNothing() = 0;
    virtual void setVocabulary(const service::RuleVocabulary &vocabulary) = 0;
    virtual void dataChanged() = 0; // what is shown is of older data
    virtual bool isSettled() const = 0;

protected:
    static QString notCountedWords() { return tr("This follows the count. If there is none, the tab with the rules says what is missing there."); }

Q_SIGNALS:
    void ruleWanted(const model::SegmentRule &rule, const QString &name); // as a new segment
    void partWanted(const model::RuleNode &part); // as one more condition of the rule
    void peopleWanted(const QString &title, const QString &note, const ui::MemberOpener::Find &find);
    void said(const QString &words);
};

} // namespace audience::ui
