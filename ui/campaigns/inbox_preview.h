// How the email stands in an inbox: from whom, subject and preheader. Main thread.
#pragma once

#include <QFrame>

class QLabel;

namespace audience::ui {

class InboxPreview final : public QFrame {
    Q_OBJECT
public:
    explicit InboxPreview(QWidget *parent = nullptr);
    void setFrom(const QString &from);
    void setWords(const QString &subject, const QString &preheader); // as a person gets them
    // Until those are known: as they were written. What is the campaign's own (`isOwn`) stands there at once.
    void suggest(const QString &subject, bool isOwnSubject, const QString &preheader, bool isOwnPreheader);
    void forgetWords(); // of another email

private:
    QLabel *m_from, *m_subject, *m_preheader;
};

} // namespace audience::ui
