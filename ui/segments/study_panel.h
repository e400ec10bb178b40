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
    // Of people who stay in this source, which answers less than what is here.
    virtual void showElsewhere(const model::SegmentRule &rule, const QString &name, const QString &source) = 0;
    // Of another document, or of a rule that cannot be counted: nothing of the one before stays.
    virtual void showNothing() = 0;
    virtual void setVocabulary(const service::RuleVocabulary &vocabulary) = 0;
    virtual void dataChanged() = 0; // what is shown is of older data
    virtual bool isSettled() const = 0;

protected:
    static QString elsewhereTitle(const QString &source) { return tr("They stay in %1").arg(source); }
    static QString elsewhereWords() { return tr("This looks at people one by one, so it needs them here. Bring the table over to see it; counts and breakdowns are answered there."); }
    static QString notCountedWords() { return tr("This follows the count. If there is none, the tab with the rules says what is missing there."); }

Q_SIGNALS:
    void ruleWanted(const model::SegmentRule &rule, const QString &name); // as a new segment
    void partWanted(const model::RuleNode &part); // as one more condition of the rule
    void peopleWanted(const QString &title, const QString &note, const ui::MemberOpener::Find &find);
    void said(const QString &words);
};

} // namespace audience::ui
