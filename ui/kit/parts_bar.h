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
    // A line of names with their colours and figures below the bar, as far as there is room.
    void showNames(bool shown);
    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;
    bool event(QEvent *event) override;

private:
    QRectF rectOf(int part) const;
    void paintNames(QPainter *painter) const;
    QVector<Part> m_parts;
    qint64 m_total = 0;
    bool m_showsNames = false;
};

} // namespace audience::ui
