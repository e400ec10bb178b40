// One column at a glance, at the right of the grid: how its values are spread, the figures, the most
// common ones.
#pragma once

#include "service/views.h"

#include <QFrame>

class QLabel;

namespace audience::ui {

class BarRows;
class FigureBox;
class Histogram;

class ColumnPanel final : public QFrame {
    Q_OBJECT
public:
    explicit ColumnPanel(QWidget *parent = nullptr);
    void showReading(const service::FieldView &field);
    void show(const service::ColumnProfile &profile);
    void showError(const QString &sentence);
    void clear();

private:
    QLabel *m_name, *m_type, *m_hint, *m_commonTitle;
    Histogram *m_histogram;
    FigureBox *m_filled, *m_empty, *m_distinct, *m_median, *m_mean, *m_range;
    BarRows *m_common;
    QWidget *m_body;
};

} // namespace audience::ui
