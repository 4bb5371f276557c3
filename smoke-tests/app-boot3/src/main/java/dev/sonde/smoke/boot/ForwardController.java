package dev.sonde.smoke.boot;

import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.ResponseBody;

/** Lets others answer, and answers where whole paths are matched. */
@Controller
class ForwardController {

  @GetMapping("/api/whole/{id}")
  @ResponseBody
  String whole(@PathVariable("id") String id) {
    return "whole " + id;
  }

  @GetMapping("/newest")
  String newest() {
    return "forward:/orders/7";
  }
}
