// Rows of a name, a bar and a figure: left after each rule, reasons, funnels. Painted by hand
// because it stands in narrow panes; keyboard and mouse can pick a row.
#pragma once

#include <QColor>
#include <QVector>
#include <QWidget>

namespace audience::ui {

struct BarRow {
    QString name;
    qint64 value = 0;
    QString note; // shown after the figure and in the tooltip
    int tone = 0; // index of the data palette; -1 neutral, -2 good, -3 bad, -4 warning
};

// The colour of a tone as BarRow has it; -4 is the warning colour.
QColor toneColour(int tone);

class BarRows final : public QWidget {
    Q_OBJECT
public:
    explicit BarRows(QWidget *parent = nullptr);
    void setRows(const QVector<BarRow> &rows, qint64 highest = 0); // 0: the largest value
    void setRowHeight(int height);
    const QVector<BarRow> &rows() const { return m_rows; }
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

Q_SIGNALS:
    void rowActivated(int row);

protected:
    void paintEvent(QPaintEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    bool event(QEvent *event) override;

private:
    int rowAt(int y) const;
    QVector<BarRow> m_rows;
    qint64 m_highest = 1;
    int m_current = 0;
    int m_rowHeight = 24;
};

} // namespace audience::ui
