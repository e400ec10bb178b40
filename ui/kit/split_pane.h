// Panes side by side whose widths people set and find again: a hairline to drag, arrow keys on the hairline,
// double click for the widths it began with. Kept under the object name.
#pragma once

#include <QSplitter>

namespace audience::ui {

class SplitPane final : public QSplitter {
    Q_OBJECT
public:
    // `kept` false: nothing is written to the settings.
    SplitPane(const QString &objectName, Qt::Orientation orientation = Qt::Horizontal, bool kept = true, QWidget *parent = nullptr);
    // What a pane begins with; 0 takes what is left. Its least width is its own minimum.
    void addPane(QWidget *pane, int size, const QString &accessibleName);
    void reset();
    void moveLine(int index, int by); // the line before pane `index`, in pixels

protected:
    QSplitterHandle *createHandle() override;
    void showEvent(QShowEvent *event) override;

private:
    void keep();
    void restore();
    QList<int> m_first;
    bool m_isKept, m_isRestored = false;
};

} // namespace audience::ui
