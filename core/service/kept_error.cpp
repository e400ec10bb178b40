#include "service/kept_error.h"

namespace audience::service {

Json keptError(const std::optional<Error> &error) {
    if (!error)
        return {};
    Json args = Json::array();
    for (const auto &[key, value] : error->args)
        args.push_back(Json::array({key, value}));
    return Json{{"id", error->id}, {"args", args}};
}

std::optional<Error> errorFrom(const Json &kept) {
    const std::string id = kept.is_object() ? jsonText(kept, "id") : std::string();
    if (id.empty())
        return std::nullopt;
    Error error(ErrorKind::Invalid, id);
    if (const Json *args = jsonMember(kept, "args"); args && args->is_array())
        for (const Json &arg : *args)
            if (arg.is_array() && arg.size() == 2 && arg[0].is_string() && arg[1].is_string())
                error.args.emplace_back(arg[0].get<std::string>(), arg[1].get<std::string>());
    return error;
}

} // namespace audience::service
