// Over the page: where I am, its state, its actions, practice mode and the search field. Never cuts
// anything off: when room is short the search becomes an icon, the practice chip gets shorter, the heading
// ends in dots with the whole of it as its tooltip, and then actions move into a menu, never the primary
// one. Main thread.
#pragma once

#include <QFrame>

class QBoxLayout;
class QLabel;
class QPushButton;
class QToolButton;

namespace audience::ui {

class Page;

class TopBar final : public QFrame {
    Q_OBJECT
public:
    explicit TopBar(QWidget *parent = nullptr);
    void setPractice(bool practice);
    void showPage(Page *page);
    void arrange(); // anew for the room there is
    QSize minimumSizeHint() const override;

Q_SIGNALS:
    void upWanted();
    void searchWanted();

protected:
    void resizeEvent(QResizeEvent *event) override;
    bool event(QEvent *event) override;

private:
    int makeRoom(int missing); // by moving actions into the menu; gives what is still missing
    void showMore();
    void setSearch(int width);
    QPushButton *m_crumb, *m_search;
    QToolButton *m_more;
    QLabel *m_heading, *m_practice;
    QBoxLayout *m_chips, *m_actions;
    QString m_whole; // the heading
    bool m_isPractice = false, m_isArranging = false;
};

} // namespace audience::ui
