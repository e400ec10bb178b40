// Panes side by side whose widths people set and find again: a hairline to drag, arrow keys on the hairline,
// double click for the widths it began with. Kept under the object name.
#pragma once

#include <QHash>
#include <QSplitter>

namespace audience::ui {

class SplitPane final : public QSplitter {
    Q_OBJECT
public:
    // `kept` false: nothing is written to the settings.
    SplitPane(const QString &objectName, Qt::Orientation orientation = Qt::Horizontal, bool kept = true, QWidget *parent = nullptr);
    // What a pane begins with; 0 takes what is left. One of a fixed width may get a quarter narrower. A pane that was
    // elsewhere meanwhile is added again.
    void addPane(QWidget *pane, int size, const QString &accessibleName);
    // Another width to begin with and to come back to, e.g. in a narrow window; a person's own width stays.
    void setStandard(QWidget *pane, int size);
    // To be called when a pane was shown or hidden: the others keep what they begin with, unless a person chose widths.
    void settle();
    void reset();
    void moveLine(int index, int by); // the line before pane `index`, in pixels

protected:
    QSplitterHandle *createHandle() override;
    void showEvent(QShowEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    void keep();
    void restore();
    void apply();
    QHash<QWidget *, int> m_first;
    QString m_named;
    bool m_isKept, m_isRestored = false;
    bool m_isOwn = false; // a person chose the widths
};

} // namespace audience::ui
