// "Stop for good?" on the page of a send: how many would not get it, right up to the answer. Keeping on is what
// Enter and Esc mean; it hides itself once it is answered or there is nothing to stop any more.
#pragma once

#include <QFrame>

class QLabel;
class QPushButton;

namespace audience::ui {

class StopQuestion final : public QFrame {
    Q_OBJECT
public:
    explicit StopQuestion(QWidget *parent = nullptr);
    void ask();
    void withdraw();
    void keep(); // the answer that changes nothing
    void tell(qint64 toGo, bool isPaused);

Q_SIGNALS:
    void stopWanted();
    void kept();

protected:
    void keyPressEvent(QKeyEvent *event) override;

private:
    QLabel *m_title;
    QPushButton *m_keep, *m_stop;
};

} // namespace audience::ui
