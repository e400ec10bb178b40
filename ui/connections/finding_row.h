// One finding in a list of them: a mark, a title, a sentence, and below it what was found as Amazon or the DNS write it.
#pragma once

#include "ui/kit/widgets.h"

namespace audience::ui {

enum class Mark { Waiting, Good, Hint, Note, Warning, Bad };

class FindingRow final : public QFrame {
    Q_OBJECT
public:
    FindingRow(const QString &objectName, const QString &title, QWidget *parent = nullptr);
    void setTitle(const QString &title);
    void say(Mark mark, const QString &words, const QStringList &details = {});
    void addTail(QWidget *widget); // at the end of the row
    QString words() const;

private:
    void putMark(Mark mark);
    Mark m_mark = Mark::Waiting;
    QStringList m_said;
    QLabel *m_icon = nullptr, *m_title, *m_words;
    QBoxLayout *m_row, *m_column;
    QList<QLabel *> m_details;
};

// A record to be set elsewhere: its kind, name and value, each of both with a button that copies it.
class CopyRow final : public QFrame {
    Q_OBJECT
public:
    CopyRow(const QString &kind, const QString &name, const QString &value, QWidget *parent = nullptr);
};

} // namespace audience::ui
