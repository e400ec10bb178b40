// The row of tabs over the work: plain words, the open one underlined; a second line where they do not fit. Left and
// right keys move.
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
    void putAfter(int index, QWidget *widget); // e.g. a chip that belongs to the tab
    int current() const;
    void setCurrent(int index);
    QBoxLayout *tail() { return m_tail; } // what stands at the right end

Q_SIGNALS:
    void currentChanged(int index);

private:
    FlowLayout *m_tabs;
    QBoxLayout *m_tail;
    QButtonGroup *m_group;
};

} // namespace audience::ui
