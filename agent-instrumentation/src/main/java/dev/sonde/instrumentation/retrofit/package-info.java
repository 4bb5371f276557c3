/** Retrofit, which is above OkHttp: it knows what URLs are made of. */
package dev.sonde.instrumentation.retrofit;
