package org.ctibar.config;

import java.util.Arrays;
import java.util.Set;

/** Those that are tried first. Short ones are there for who sends only the MD5. */
final class CommonPasswords {
  private static final String LIST = """
      0 00000 000000 00000000 0000000000 0123456789
      1 11 111 1111 11111 111111 11111111 1111111111 1122334455 112233 1111111111
      12 123 1234 12345 123456 1234567 12345678 123456789 1234567890 12345678910
      121212 123123 123123123 123321 123654 12341234 1234512345 12344321 123454321
      123456a 123456789a 123456abc 123abc 123qwe 123qweasd 123qwe123qwe 147258369 159357 1314520
      1q2w3e 1q2w3e4r 1q2w3e4r5t 1q2w3e4r5t6y 1qaz2wsx 1qaz2wsx3edc 1qazxsw2 qazwsxedc
      222222 333333 444444 520520 5201314 5201314520 555555 654321 666666 6666666666
      777777 7777777 888888 88888888 8888888888 987654321 9876543210 999999
      a a123456 a12345678 a123456789 aa123456 aa123456789 abc abc123 abc123456 abc123456789 abcd1234
      abcdef abcd123456 admin admin1 admin12 admin123 admin1234 admin12345 admin123456 administrator
      administrator1 admin@123 agent agent123 agent123456 asd123 asdasd asdf1234 asdfgh asdfghjkl
      asdfghjkl1 callcenter callcentre callcenter1 cluecon ctibar ctibar123 default freeswitch
      freeswitch1 guest hello123 iloveyou iloveyou1 iloveyou123 letmein letmein123 login monkey
      operator p@ssw0rd p@ssw0rd1 p@ssw0rd12 p@ssw0rd123 p@ssword passw0rd passw0rd1 passw0rd12
      passw0rd123 password password1 password12 password123 password1234 password12345 password@123
      q1w2e3 q1w2e3r4 q1w2e3r4t5 q1w2e3r4t5y6 qq123456 qq123456789 qwe123 qwer1234 qwerasdfzxcv
      qwerty qwerty1 qwerty12 qwerty123 qwerty1234 qwerty12345 qwerty123456 qwertyuiop qwertyuiop1
      root root123 root123456 secret sunshine superman supervisor supervisor1 supervisor123 test
      test123 test1234 test123456 user welcome welcome1 welcome12 welcome123 welcome1234 woaini
      woaini123 woaini1314 woaini520 woaini1314520 x zaq12wsx zxc123 zxcvbn zxcvbnm zxcvbnm123
      zxcvbnm1234
      """;

  static final Set<String> ALL = Set.copyOf(Arrays.asList(LIST.strip().split("\\s+")));

  private CommonPasswords() {}
}
