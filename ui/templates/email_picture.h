// A small picture of an email, made off the main thread and kept on this machine by what it shows, so that
// it is made once. Qt's own rich text, which is enough at this size; no network, no scripts.
#pragma once

#include <QImage>
#include <QString>

namespace audience::ui {

// `html` has to be sanitised. `folder`: where pictures are kept; empty: nowhere. Any thread.
QImage emailPicture(const QString &html, const QSize &size, qreal scale, const QString &folder);

// Rich text shows what an email hides: the preheader.
QString withoutHidden(QString html);

} // namespace audience::ui
