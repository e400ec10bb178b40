#include "app/gui/shots/shots.h"

#include "service/segment_service.h"
#include "service/session.h"

namespace audience::gui {

// One with rules; what was open before is another picture's.
static Result<void> showOne(Stage &stage, const QString &page) {
    TRY_ASSIGN(const auto segments, service::SegmentService(stage.session()).list());
    if (segments.empty())
        return Error(ErrorKind::NotFound, "data.no_people");
    return stage.show(page, QString::number(segments.back().id.value));
}

QList<Shot> segmentShots() {
    const QString page = QStringLiteral("segments");
    return {
        {page, QStringLiteral("segments"), Stage::Place::Demo, [page](Stage &stage) { return showOne(stage, page); }},
        {page, QStringLiteral("segments-reasons"), Stage::Place::Demo,
         [page](Stage &stage) -> Result<void> {
             TRY(showOne(stage, page));
             return stage.click("reachRow");
         }},
        {page, QStringLiteral("segments-new"), Stage::Place::Demo, [page](Stage &stage) { return stage.show(page, QStringLiteral("new")); }},
        {page, QStringLiteral("segments-loading"), Stage::Place::Demo, [page](Stage &stage) { return stage.showUnanswered(page); }},
        {page, QStringLiteral("segments-error"), Stage::Place::Damaged, [page](Stage &stage) { return stage.showUnread(page); }},
        {page, QStringLiteral("segments-empty"), Stage::Place::Empty, [page](Stage &stage) { return stage.show(page); }},
    };
}

} // namespace audience::gui
