// A key figure with what it is compared against and where it has been: name, figure, change, note and
// sparkline. A card that can be opened is a button.
#pragma once

#include "ui/kit/widgets.h"

#include <QAbstractButton>
#include <QVector>

namespace audience::ui {

class Sparkline;

struct KeyFigure {
    QString name, figure;
    QString change;             // "+6.1 %"; its tone says whether that is good
    Tone changeTone = Tone::Neutral;
    QString note;               // "against the 30 days before"
    QVector<double> line;       // empty: no sparkline
    Tone lineTone = Tone::Accent;
    QString lineWords;          // what the line shows
};

class KeyFigureCard final : public QAbstractButton {
    Q_OBJECT
public:
    enum class Line { Below, Beside };
    explicit KeyFigureCard(const QString &objectName, Line line = Line::Below, QWidget *parent = nullptr);
    void setFigure(const KeyFigure &figure);
    void setOpens(bool opens); // can be clicked; on by default

protected:
    void paintEvent(QPaintEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    QLabel *m_name, *m_change, *m_figure, *m_note;
    Sparkline *m_line;
    bool m_opens = true;
};

} // namespace audience::ui
