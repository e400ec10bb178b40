// A line without axes: where a figure has been. As a widget and as a delegate for a table column.
#pragma once

#include "ui/kit/widgets.h"

#include <QStyledItemDelegate>
#include <QVector>

namespace audience::ui {

void paintSparkline(QPainter *painter, const QRectF &box, const QVector<double> &values, const QColor &colour);

class Sparkline final : public QWidget {
    Q_OBJECT
public:
    explicit Sparkline(QWidget *parent = nullptr);
    // `words` says what is seen, for tooltip and screen readers.
    void setValues(const QVector<double> &values, const QString &words = {}, Tone tone = Tone::Accent);
    const QVector<double> &values() const { return m_values; }
    QSize sizeHint() const override { return {88, 28}; }
    QSize minimumSizeHint() const override { return {40, 16}; }

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QVector<double> m_values;
    Tone m_tone = Tone::Accent;
};

// The cell holds its values as a QVariantList or as "1;2;3" in `role`; falling lines show in the bad
// colour when `showsLoss`.
class SparklineDelegate final : public QStyledItemDelegate {
    Q_OBJECT
public:
    explicit SparklineDelegate(int role = Qt::DisplayRole, bool showsLoss = false, QObject *parent = nullptr);
    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    QSize sizeHint(const QStyleOptionViewItem &, const QModelIndex &) const override { return {88, 28}; }

private:
    int m_role;
    bool m_showsLoss;
};

} // namespace audience::ui
