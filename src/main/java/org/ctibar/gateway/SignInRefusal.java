package org.ctibar.gateway;

import org.ctibar.bus.CtiException;
import org.ctibar.bus.ErrorCode;

/** What pages show to whom does not get in, in the words of the integration document. */
final class SignInRefusal {
  private static final String WRONG = "用户名不存在或者密码错误";
  private static final String TOO_MANY = "登录失败次数过多，请稍后再试";

  private SignInRefusal() {}

  static CtiException wrong() {
    return new CtiException(ErrorCode.BAD_CREDENTIALS, WRONG);
  }

  static CtiException tooMany() {
    return new CtiException(ErrorCode.RATE_LIMITED, TOO_MANY);
  }
}
