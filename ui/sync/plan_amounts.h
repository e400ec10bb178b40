// Amounts of a plan to type: bytes as megabytes and a span of time in a unit that fits, both exactly what was given until a
// person changes them. 0 is none. Main thread.
#pragma once

#include <QDoubleSpinBox>
#include <QWidget>

#include <cstdint>

class QComboBox;
class QSpinBox;

namespace audience::ui {

class ByteBox final : public QDoubleSpinBox {
    Q_OBJECT
public:
    ByteBox(const QString &objectName, const QString &none, QWidget *parent = nullptr);
    void setBytes(std::int64_t bytes);
    std::int64_t bytes() const;

protected:
    QString textFromValue(double megabytes) const override; // without idle zeros

private:
    std::int64_t m_given = 0;
    double m_shown = 0;
};

class SpanBox final : public QWidget {
    Q_OBJECT
public:
    SpanBox(const QString &objectName, const QString &none, QWidget *parent = nullptr);
    void setSeconds(std::int64_t seconds);
    std::int64_t seconds() const;

Q_SIGNALS:
    void changed();

private:
    QSpinBox *m_number;
    QComboBox *m_unit;
    std::int64_t m_given = 0;
    int m_shown = 0, m_shownUnit = 0;
};

} // namespace audience::ui
