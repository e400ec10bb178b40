// Over the page: where I am, its state, its actions, practice mode and the search field. Never cuts
// anything off: when room is short the practice chip gets shorter, then the search becomes an icon,
// then the heading ends in dots with the whole of it as its tooltip. Main thread.
#pragma once

#include <QFrame>

class QBoxLayout;
class QLabel;
class QPushButton;

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
    int widthOf(QBoxLayout *row) const;
    void setSearch(int width);
    void setOptional(bool shown);
    QPushButton *m_crumb, *m_search;
    QLabel *m_heading, *m_practice;
    QBoxLayout *m_chips, *m_actions;
    QString m_whole; // the heading
    bool m_isPractice = false, m_isArranging = false;
};

} // namespace audience::ui
