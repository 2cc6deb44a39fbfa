"""A plan in the making: judged part by part as it is changed by hand, so that every answer comes at once."""
