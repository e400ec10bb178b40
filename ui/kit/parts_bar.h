// One bar made of parts: how far a send is and how much of it went wrong.
#pragma once

#include <QColor>
#include <QVector>
#include <QWidget>

namespace audience::ui {

class PartsBar final : public QWidget {
    Q_OBJECT
public:
    struct Part {
        QString name;
        qint64 value = 0;
        int tone = 0; // as in BarRow: -1 neutral, -2 good, -3 bad, -4 warning, else the data palette
    };
    explicit PartsBar(const QString &objectName, QWidget *parent = nullptr);
    void setParts(const QVector<Part> &parts, qint64 total);
    QSize sizeHint() const override { return {200, 10}; }

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QVector<Part> m_parts;
    qint64 m_total = 0;
};

} // namespace audience::ui
