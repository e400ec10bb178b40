// Draws a ChartSpec with Qt Charts in the theme's colours: names at the ends of the lines, round ticks,
// times of the zone, bands for how sure it is, a tooltip with all values. Arrows walk the points, Enter
// opens one; the menu saves a picture or copies the values. Bars lying on their side are BarRows.
#pragma once

#include "model/chart_spec.h"
#include "ui/kit/chart_scale.h"
#include "ui/kit/painted_items.h"

#include <QWidget>

class QChart;
class QLabel;

namespace audience::ui {

class BarRows;
class ChartPlot;

class ChartView final : public QWidget, public PaintedItems {
    Q_OBJECT
public:
    explicit ChartView(QWidget *parent = nullptr);
    ~ChartView() override;
    void setSpec(const model::ChartSpec &spec);
    const model::ChartSpec &spec() const { return m_spec; }
    void setEmptyWords(const QString &words) { m_emptyWords = words; } // when the spec holds no points
    void setOpens(bool opens); // a click or Enter opens a point; off until a page answers pointActivated
    // The names of the series for the header of the card; then they do not stand in the chart.
    QWidget *takeNames();

    QString csv() const;
    bool savePicture(const QString &path); // .png or .svg, as the ending says

    int itemCount() const override;
    QString itemName(int item) const override;
    QRect itemRect(int item) const override;
    int currentItem() const override;
    void activateItem(int item) override;
    QAccessible::Role listRole() const override { return QAccessible::Chart; }

Q_SIGNALS:
    void pointActivated(int series, int index);

protected:
    void keyPressEvent(QKeyEvent *event) override;
    void focusInEvent(QFocusEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;
    void contextMenuEvent(QContextMenuEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void rebuild();
    void refreshNames();
    void refreshEmpty();
    bool isLying() const;
    void moveTo(int series, int index, bool byKeyboard);
    QString wordsAt(int index) const; // all series at one place
    void savePictureAs(const QString &ending);

    model::ChartSpec m_spec;
    QString m_emptyWords;
    QTimeZone m_zone;
    ChartPlot *m_plot;
    BarRows *m_rows;
    QLabel *m_names, *m_empty;
    bool m_namesTaken = false, m_opens = false;
    int m_series = 0;
};

} // namespace audience::ui
