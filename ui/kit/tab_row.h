// The row of tabs over the work: plain words, the open one underlined. Where they do not fit they stand closer together, then
// without what stands beside them, then in a second line. Left and right keys move.
#pragma once

#include <QFrame>

class QBoxLayout;
class QButtonGroup;

namespace audience::ui {

class FlowLayout;

class TabRow final : public QFrame {
    Q_OBJECT
public:
    explicit TabRow(const QString &objectName, QWidget *parent = nullptr);
    int addTab(const QString &objectName, const QString &text);
    void putAfter(int index, QWidget *widget); // e.g. a chip that belongs to the tab and is pressed as the tab is
    int current() const;
    void setCurrent(int index);
    QBoxLayout *tail() { return m_tail; } // what stands at the right end

Q_SIGNALS:
    void currentChanged(int index);

protected:
    void resizeEvent(QResizeEvent *event) override;
    bool event(QEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void fit();
    FlowLayout *m_tabs = nullptr;
    QBoxLayout *m_tail;
    QButtonGroup *m_group;
    QList<QWidget *> m_beside; // chips and the like
    bool m_hasBeside = true;
};

} // namespace audience::ui
