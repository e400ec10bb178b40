// What a person names on the command line: by its id or by its name.
#pragma once

#include "base/result.h"

#include <string>

namespace audience::cli {

template <class View, class Service> Result<View> byIdOrName(Service &service, const std::string &text) {
    using Id = decltype(View::id);
    if (!text.empty() && text.find_first_not_of("0123456789") == std::string::npos && text.size() < 18)
        if (auto found = service.find(Id{std::stoll(text)}))
            return found;
    return service.findByName(text);
}

} // namespace audience::cli
