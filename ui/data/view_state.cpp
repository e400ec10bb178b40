#include "ui/data/view_state.h"

#include "qbase/convert.h"
#include "ui/kit/kept.h"

#include <QUrl>

namespace audience::ui {

Json toJson(const ViewState &state) {
    Json order = Json::array(), hidden = Json::array(), widths = Json::object();
    for (const QString &column : state.order)
        order.push_back(toUtf8(column));
    for (const QString &column : state.hidden)
        hidden.push_back(toUtf8(column));
    for (auto it = state.widths.begin(); it != state.widths.end(); ++it)
        widths[toUtf8(it.key())] = it.value();
    return Json{{"query", service::toJson(state.query)}, {"order", order}, {"hidden", hidden}, {"widths", widths}, {"pinned", state.pinned}};
}

ViewState viewStateFromJson(const Json &json) {
    ViewState state;
    const auto texts = [&](const char *name, auto take) {
        if (const Json *list = jsonMember(json, name); list && list->is_array())
            for (const Json &one : *list)
                if (one.is_string())
                    take(toQString(one.get<std::string>()));
    };
    if (const Json *query = jsonMember(json, "query"))
        state.query = service::tableQueryFromJson(*query);
    texts("order", [&](const QString &column) { state.order << column; });
    texts("hidden", [&](const QString &column) { state.hidden << column; });
    if (const Json *widths = jsonMember(json, "widths"); widths && widths->is_object())
        for (const auto &[name, width] : widths->items())
            if (width.is_number_integer())
                state.widths.insert(toQString(name), qBound(40, width.template get<int>(), 1200));
    state.pinned = qBound(0, int(jsonInt(json, "pinned")), 50);
    return state;
}

static QString keyOf(const std::string &workspace, const std::string &dataset) {
    return QStringLiteral("dataViews/%1/%2").arg(toQString(workspace), QString::fromLatin1(QUrl::toPercentEncoding(toQString(dataset))));
}

Json keptView(const std::string &workspace, const std::string &dataset) {
    const auto view = parseJson(toUtf8(Kept::value(keyOf(workspace, dataset)).toString()));
    return view ? *view : Json();
}

void keepView(const std::string &workspace, const std::string &dataset, const Json &view) {
    Kept::keep(keyOf(workspace, dataset), toQString(dumpJson(view)));
}

} // namespace audience::ui
