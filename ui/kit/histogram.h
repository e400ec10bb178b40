// How the values of a column are spread: small bars from zero, lowest and highest named below.
#pragma once

#include <QVector>
#include <QWidget>

class QPainter;

namespace audience::ui {

// Bars from zero in `box`, for a header or a cell; `marked` is drawn strong, the others quiet, -1: all strong.
void paintHistogram(QPainter *painter, const QRectF &box, const QVector<qint64> &counts, int marked = -1);

class Histogram final : public QWidget {
    Q_OBJECT
public:
    struct Bar {
        QString label;
        qint64 count = 0;
    };
    explicit Histogram(const QString &objectName, QWidget *parent = nullptr);
    void setBars(const QVector<Bar> &bars, const QString &lowest, const QString &highest);
    QSize sizeHint() const override { return {240, 112}; }

protected:
    void paintEvent(QPaintEvent *event) override;
    bool event(QEvent *event) override;
    void leaveEvent(QEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;

private:
    QVector<Bar> m_bars;
    QString m_lowest, m_highest;
    int m_hovered = -1;
};

} // namespace audience::ui
