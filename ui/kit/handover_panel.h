// Who sends the emails of the workspace, and the way to let another computer do it or take that back: a name, where its
// copy goes, the command to run there. Asks and acts in the background; main thread. Whoever holds it puts it on a card.
#pragma once

#include "service/workspace_service.h"

#include <QWidget>

#include <memory>
#include <optional>

class QLabel;
class QLineEdit;
class QPushButton;

namespace audience::service {
class Session;
}

namespace audience::ui {

class HandoverPanel final : public QWidget {
    Q_OBJECT
public:
    explicit HandoverPanel(std::shared_ptr<service::Session> session, QWidget *parent = nullptr);
    void setMayClose(bool mayClose) { m_mayClose = mayClose; } // one that was opened for a moment
    void reload(bool isAsked = false) { ask(isAsked, {}); } // asked: straight to the question, where there is one
    void handOver(const QString &path); // to the computer that is named
    bool isSettled() const { return m_busy == 0; }

Q_SIGNALS:
    void changed(); // who sends
    void closeWanted();
    void said(const QString &text);

private:
    enum class View { None, Here, Ask, Copying, Given, Unfinished, Sure };
    void makeAsking();
    void makeCommand();
    void makeButtons();
    void show(View view);
    void showWords(View view);
    void ask(bool isAsked, const std::optional<Error> &problem);
    void askWhere();
    void takeBack();
    void failed(const Error &error);
    void copyCommand();

    std::shared_ptr<service::Session> m_session;
    service::SendingRight m_right;
    View m_view = View::None; // nothing is known yet
    QString m_goesTo;         // of the copy that is made
    bool m_mayClose = false;
    bool m_isUnread = false; // the error is that it could not be asked
    int m_busy = 0;
    QLabel *m_title, *m_text, *m_error, *m_commandTitle, *m_more;
    QWidget *m_asking, *m_commandRow, *m_buttons;
    QLineEdit *m_name, *m_command;
    QPushButton *m_save, *m_begin, *m_finish, *m_takeBack, *m_sure, *m_leave, *m_close;
};

} // namespace audience::ui
