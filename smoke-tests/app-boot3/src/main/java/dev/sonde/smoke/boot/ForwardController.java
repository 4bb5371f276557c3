package dev.sonde.smoke.boot;

import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;

/** Lets others answer. */
@Controller
class ForwardController {

  @GetMapping("/newest")
  String newest() {
    return "forward:/orders/7";
  }
}
