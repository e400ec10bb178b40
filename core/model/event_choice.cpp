#include "model/event_choice.h"

#include "model/condition_reader.h"

namespace audience::model {

bool readEventChoice(const Json &json, const std::string &path, EventChoice &to, Findings &out) {
    bool fine = readText(json, "name", path, to.name, out);
    fine = readText(json, "dataset", path, to.dataset, out) && fine;
    const auto window = readWindowMember(json, path, out);
    if (window)
        to.window = *window;
    return readWhere(json, path, to.where, out) && fine && window;
}

void putEventChoice(Json &json, const EventChoice &choice) {
    if (!choice.name.empty())
        json["name"] = choice.name;
    if (!choice.dataset.empty())
        json["dataset"] = choice.dataset;
    if (choice.window.kind != Window::Kind::AllTime)
        json["window"] = toJson(choice.window);
    if (!choice.where.empty())
        json["where"] = whereJson(choice.where);
}

} // namespace audience::model
