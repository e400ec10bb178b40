// Where the email stands on its way to being sent: a pill (draft, in review, approved) for beside the title, and the next
// step as buttons: "Ask for approval", or "Approve" and "Send back" with a note, for those who may. It acts by itself, in
// the background; everything can be undone. Main thread.
#pragma once

#include "async/latest.h"
#include "service/template_review.h"

#include <QFrame>

#include <functional>
#include <memory>

class QLabel;
class QLineEdit;
class QPushButton;
class QToolButton;

namespace audience::ui {

class ReviewBar final : public QFrame {
    Q_OBJECT
public:
    explicit ReviewBar(std::shared_ptr<service::Session> session, QWidget *parent = nullptr);
    // A saved template, again after every save of it; 0: never saved, the bar is hidden and the pill says "Draft".
    // `isChanged`: the editor holds what is not saved: it is a draft, and nobody can act on it before it is saved.
    void setTemplate(std::int64_t id, std::int64_t revision, bool isChanged);
    QLabel *pill() { return m_pill; } // to be placed beside the title; the bar owns it until then
    void setShort(bool isShort); // in narrow windows the act of asking is an icon
    bool isSettled() const { return m_pending == 0; }
    bool isNext() const; // what it offers is the next step: somebody else is there to approve, or waits for it
    const service::TemplateReview &review() const { return m_review; }

Q_SIGNALS:
    void failed(const audience::Error &error);
    void nextChanged();
    void reviewed();                                                          // the state changed: lists read it again
    void saidWithUndo(const QString &text, const std::function<void()> &undo); // as Page's

private:
    using Act = std::function<Result<service::TemplateReview>(service::TemplateReviewService &)>;
    void read();
    void act(Act act, const QString &said);
    void show(const service::TemplateReview &review);
    void refresh();
    void openNote();
    void sendBack();

    std::shared_ptr<service::Session> m_session;
    std::int64_t m_id = 0, m_revision = 0;
    bool m_isChanged = false, m_isShort = false, m_wasNext = false;
    int m_pending = 0;
    service::TemplateReview m_review;
    QLabel *m_pill;
    QPushButton *m_ask, *m_approve, *m_return, *m_send;
    QToolButton *m_withdraw, *m_leave;
    QWidget *m_noteRow;
    QLineEdit *m_note;
    Latest<service::TemplateReview> m_answer;
};

} // namespace audience::ui
